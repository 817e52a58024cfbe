runbook "Nothing"
about
  Nothing to do.
