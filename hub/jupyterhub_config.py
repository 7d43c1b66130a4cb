"""A class on one Linux machine, without containers: `jupyterhub -f hub/jupyterhub_config.py`.

Learners log in with their accounts on the machine, and each server runs as its learner: the
system keeps their files apart. docs/jupyterhub.md says what else there is to set.
"""

from pathlib import Path

c = get_config()  # noqa: F821
# Named with its folder: what is looked for and not found, JupyterHub leaves out without a word.
load_subconfig("course_config.py", path=str(Path(__file__).parent))  # noqa: F821

# This machine alone can reach it, until a web server with a certificate passes requests on.
c.JupyterHub.bind_url = "http://127.0.0.1:8000"
c.Spawner.ip = "127.0.0.1"

# Servers started as processes are told of mem_limit, and nobody holds them to it. So prlimit does,
# for each process: who asks for more gets Python's MemoryError, and all others go on.
MEMORY = 2 * 1024**3
c.Spawner.cmd = ["prlimit", f"--data={MEMORY}", "jupyterhub-singleuser"]

c.Authenticator.allow_existing_users = True
