// What a shell text does, told by reading it. Nothing here runs anything.
//
// - `Shell`: a parser of bash over bytes into a syntax tree that keeps its places.
// - `Reading`: what can be told from the tree: programs, variables, names assigned, problems.
// - `Effects`: what a text does to the world, worked out from its programs and the files that it writes.
// - `Tools`: one file per tool: its verbs, its options that take a value, its effects, its refusals.
// - `Rights`: what a text asks an API server to allow, tool by tool.
// - `Refusals`: whether an attempt could not look, told from its ending and what it left on stderr.
//
// `CommandReading` is the front door; `refusal` is the back door, after the command has run.
