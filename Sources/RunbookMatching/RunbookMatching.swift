// Finds structure in what commands print, and judges it.
//
// - `Patterns`: PCRE2 over bytes, compiled once, with limits.
// - `Text`: lines, colours, line ends, and what a cut through the evidence leaves certain.
// - `Tables` and `Documents`: rows and cells, JSON and YAML paths.
// - `Values`: numbers, durations, quantities, versions, addresses, and how two texts compare.
// - `Noise`: what always differs, and so is no difference.
// - `Traits`: what is typical of a run, said so that another run can have it too.
// - `Computing`: what the functions of the language work out of objects, ranges and versions.
// - `Judging`: expectations, captures and conditions, each with the reason in one line.
// - `Redaction`: secrets removed from streams of bytes.
//
// Bytes go in, judgements come out. No files, no processes, no clock: the same evidence gets the
// same answer for ever, which is what makes a replay worth anything.
