// Says what differs between two runs, and what only looks different.
