"""Makes the reference values of Tests/StatisticsTests, in the folder references.

    pip install -r Tests/Oracles/requirements.txt
    python3 Tests/Oracles/statistics/make_references.py
"""

import agreement
import clusters
import distributions
import draws
import groups
import intervals
import power
import prediction
import regression
import samples
import survival
import tables
import whole

for topic in [agreement, clusters, distributions, draws, groups, intervals, power, prediction, regression, samples,
              survival, tables, whole]:
    topic.make().write()
