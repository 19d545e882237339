"""How a run is carried out: processes, signals, the workers of a cluster, the program itself."""
