"""Every change at the company door, and nowhere else."""
