// Says what differs between two runs, and what only looks different.
//
// - `Course`: verdicts, lost sight, the decision that went the other way, outcomes, steps that only one run took.
// - `Names`: what is called otherwise throughout, for it was replaced: pods, their addresses, the mark of the run.
// - `Texts`: two texts as tables, documents, answers to pings or lines, and what differs between them.
// - `Turning`: where the new judgement of a recorded run parts from the old one, and what came of many.
// - `Evidence`: which texts of two runs belong together, and what all of them say.
//
// Pure: two folded runs and their bytes go in, a `Comparison` comes out, that a terminal, a page and a program read.
