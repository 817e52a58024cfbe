// Events ⇄ SQLite: every run and all its evidence in one file.
//
// - `Opening`: the file is made, checked, locked against others and brought to the newest schema.
// - `Schema`: the tables, a contract for people's own SQL.
// - `Recording`: `RunRecorder` commits each batch of events at once: the log, its projections, the bytes.
// - `Reading`: runs by filter or reference, their events, the fold of them, their content.
// - `Index`, `Search` and `Similar`: what is worked out after a run, and answers at once.
// - `Annotations`: labels and notes, which people add.
// - `Index` and `Search`: texts and evidence by their words, taken in after each run and when somebody searches.
// - `Statistics`: counts over many runs. `Asking`: people's own SQL, which can change nothing.
// - `Soundness` and `Recovery`: whether all of it holds, and what can be saved where it does not.
// - `Transfer`: runs as portable text: export, import, a folder that several machines share.
// - `Pruning`: what goes, what stays, and the space that is given back.
// - `JSON` and `SQL`: the two small layers under all of it, made for speed.
//
// The event log is the truth; every other table but `blob`, `chunk`, `recorder` and what people add is a projection
// of it and can be rebuilt. An event never holds bytes of output: they lie in `blob`, once.
