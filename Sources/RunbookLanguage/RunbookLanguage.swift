// From the text of a runbook to a plan. Nothing is ever executed here.
//
// - `Lexer`: bytes to tokens, line by line; the tokens of a file are the file.
// - `Parser`: tokens to a `FileSyntax` by recursive descent; permissive, and it never stops at a mistake.
// - `Syntax`: the tree, with the place of everything and with all comments.
// - `Checking`: what needs a second place: names, variables, arrows, reachability, shell text.
// - `Planning`: a tree without errors to a `Plan`, every name resolved and every limit filled in.
// - `Formatting`: the tokens again, in the one canonical layout.
// - `Problems`: the wording and the explanation of every diagnostic.
//
// `parse` reads one file, for an editor; `format` lays it out; `check` reads a runbook and all that it reaches.
