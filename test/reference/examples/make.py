"""
Expected measures of three example handovers, by scikit-learn and scipy, from the predictions beside this file.

    for e in label-order same-model regression; do
      node harness/make/dumpPredictions.mjs harness/examples/$e/recette.yaml validation test/reference/examples/$e.arrow; done
    python test/reference/examples/make.py

Versions as pinned in harness/make/requirements.txt (scikit-learn 1.9.1, scipy 1.17.1, numpy 2.4.6).
The predictions are committed, so that the numbers do not depend on the processor that runs the models.
"""

import json
import subprocess
import sys
from pathlib import Path

here = Path(__file__).parent
script = here.parents[2] / 'harness/make/reference_metrics.py'
EXAMPLES = {'label-order': ['--positive', 'yes'], 'same-model': [], 'regression': []}

cases = {
    name: json.loads(subprocess.run([sys.executable, script, here / f'{name}.arrow', *options], check=True, capture_output=True).stdout)
    for name, options in EXAMPLES.items()
}
(here / 'cases.json').write_text(json.dumps(cases, indent=1) + '\n')
