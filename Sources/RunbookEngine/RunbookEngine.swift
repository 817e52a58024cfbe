// A plan is run and becomes events.
//
// - `Engine` is the door: plan, settings and seams in, `RunResult` out. Nothing is ever thrown.
// - `Seams`: time, the person in front of it, and (in `Shell.swift`) whoever answers commands.
// - `Before`: arguments, secrets, what the runbook needs, which cluster this is.
// - `Flow`: the walk along steps, tables and arrows. `Attempts`: one step, tried and judged.
//   `Sampling`: what many attempts say together.
// - `Interrupts`: signals and limits. `After`: cleanups and `finally`.
// - `Journal`: facts are numbered, queued, and told to observers by one pump.
// - `Process`: the real shell. `Replay`: the shell that answers from an old run.
