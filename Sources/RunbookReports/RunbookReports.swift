// Turns values into text for people and JSON for programs; it prints nothing itself.
//
// - `Styling`: text with meaning instead of escape codes, made safe for a terminal.
// - `Diagnostics`: a place in a source, drawn; for mistakes of the author and failed expectations alike.
// - `Runs`: a run while it happens (`LiveView`) and afterwards (`RunView`).
// - `Plans`: what a runbook would run: text, a tree, Mermaid, DOT, JSON; all from the same `PlanEntry`s.
// - `Listings`: tables of runs and runbooks.
// - `JSON`: the coded forms that `--json` prints.
