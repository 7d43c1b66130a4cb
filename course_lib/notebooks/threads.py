"""What gives a process that runs a lesson's cells one thread for NumPy, as start.py does.

Matrices here are small, and threads would wait for each other: a training that takes 3 s with one
took 38 s with two.
"""

ONE_BLAS_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
