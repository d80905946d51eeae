"""cop work-package, activity, task and deliverable."""
