// What an editor asks about runbooks, answered: the Language Server Protocol 3.17 (microsoft.github.io).
//
// - `Wire`: bytes to messages and back; what is no message is answered, never a crash.
// - `Session`: the state of one conversation; `receive(message)` gives the answers, and nothing else happens.
// - `Documents`: the texts that are open, their edits, and positions as the editor counts them.
// - `Answers`: one file for each thing that can be asked, over the `Survey` of the language.
// - `Meanings`: one sentence for each word of the language.
//
// Nothing is executed, read or printed here: the program gives the bytes, and what else it knows as closures.
