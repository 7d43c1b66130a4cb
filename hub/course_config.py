"""What every learner's server gets, on any JupyterHub: one thread, a quiet TensorFlow, memory.

`jupyterhub_config.py` loads it. The Littlest JupyterHub takes it as it is, as a file of its
jupyterhub_config.d; `values.yaml` says the same to Zero to JupyterHub.
"""

c = get_config()  # noqa: F821

# Many learners share the processors, and small matrices gain nothing by a second thread.
c.Spawner.environment = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    # Both, or TensorFlow fills the cells with logs.
    "TF_CPP_MIN_LOG_LEVEL": "2",
    "TF_ENABLE_ONEDNN_OPTS": "0",
}

# A Keras lesson takes 0.8 GB: JupyterLab 0.14, the kernel 0.66. The rest is for a second kernel.
c.Spawner.mem_guarantee = "1G"
c.Spawner.mem_limit = "2G"

c.Spawner.default_url = "/lab"
