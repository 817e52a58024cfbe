/// A runbook to begin with: it passes the checker, runs as it is, and shows each part of the language once.
package func skeleton(title: String) -> String {
  """
  # What is broken when …? Say here what a person sees who needs this runbook.
  runbook \(DraftText.quoted(title))

  about
    What it looks at, in which order, and what it does not touch.

  tags draft
  # needs cluster
  # needs kubectl 1.20+

  # A parameter is `$folder` everywhere: `runbook run NAME folder=/var`.
  param folder = / "where to look"

  step space "There is room on the disk"
    run df -P "$folder"
    # Each expectation has to hold. `runbook help check` finds what is wrong with one before anything runs.
    expect every column Capacity < 90%
    capture used from first 1 column Capacity as percent
    hint "$used are used"
    fails → full

  step writable "It can be written to by somebody"
    run ls -ld "$folder"
    expect output matches /^d.w/

  # What was not told by an arrow is decided here, from the top: the first line that holds.
  decide
    any fails   → not-writable
    any unknown → cannot-tell
    otherwise   → fine

  # A path is entered only by an arrow.
  path full "What takes the room"
    step largest "The largest folders can be listed"
      run du -xk -d1 "$folder" 2>/dev/null | sort -rn | head -5
      timeout 60s
      otherwise → next
    → disk-full

  outcome fine "Nothing is wrong with the disk"
    severity ok

  outcome disk-full "The disk is nearly full"
    severity critical
    What to do: remove what is large and not needed. The step `largest` shows where it lies.

  outcome not-writable "Nobody may write there"
    severity warning

  outcome cannot-tell "Something could not be looked at"
    severity unknown
  """ + "\n"
}
