// First versions of runbooks, made of what is there already. Nothing here runs anything.
//
// - `Page`: a page of a wiki in Markdown, its commands and what it says about them.
// - `Writing`: a draft as the text of a runbook that passes the checker.
//
// `PageDraft` is the front door for pages, `skeleton` for a runbook that begins with nothing.
