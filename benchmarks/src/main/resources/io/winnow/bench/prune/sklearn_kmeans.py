"""Clusters vectors as often as it is told to on standard input; says how many seconds it took, and the labels.

    python sklearn_kmeans.py VECTORS WIDTH ITERATIONS SEED,SEED,...
"""
import sys
import time
import warnings

import numpy
from sklearn.cluster import KMeans

path, width, iterations, seeds = sys.argv[1:]
vectors = numpy.fromfile(path, dtype=numpy.float32).reshape(-1, int(width))
seeds = numpy.array(seeds.split(","), dtype=int)
warnings.simplefilter("ignore")
for _ in sys.stdin:
    started = time.perf_counter()
    unit = vectors / numpy.linalg.norm(vectors, axis=1, keepdims=True)
    fitted = KMeans(len(seeds), init=unit[seeds], n_init=1, max_iter=int(iterations), tol=0, algorithm="lloyd", copy_x=False).fit(unit)
    print(time.perf_counter() - started)
    print(",".join(map(str, fitted.labels_)), flush=True)
