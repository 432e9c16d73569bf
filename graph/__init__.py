"""What a plan is: its model, changes, storage, history, snapshot, traversals and intake of files."""
