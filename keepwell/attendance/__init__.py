"""Counting what a register says: sessions, percentages, and the thresholds at which something must be done.

Plain Python without database: `register.Register` holds a pupil's marks, `counting.count` adds them up,
`thresholds.reached` tells what was reached on which day, `reading.gather` reads a register file.
"""
