"""A hot sauce for tests: filled at a temperature that depends on its pH, tested a day after.

The rows are those of the table of fill temperatures by equilibrium pH of the University of Arkansas
(Food Processing, "Fill temperatures"): 150 °F at pH 3.0, 156 °F at 3.2, 178 °F at 3.8, 183 °F at 4.0,
190 °F at pH 4.2.
"""

from __future__ import annotations

SAUCE = """
format = 1
code = "SAUCE"
name = "Small sauce"
yields = "10 bottles"

[[ingredient]]
name = "mash"
amount = "1000 g"

[[step]]
name = "cook"
uses = ["mash"]

[[step.check]]
measure = "pH"
at_most = "4.6 pH"

[[step]]
name = "fill"

[[step.check]]
measure = "temperature"
depends_on = "cook/pH"
at_least_by = [
  ["3.0 pH", "65.6 degC"],
  ["3.2 pH", "68.9 degC"],
  ["3.8 pH", "81.1 degC"],
  ["4.0 pH", "83.9 degC"],
  ["4.2 pH", "87.8 degC"],
]
critical = true

[[step]]
name = "equilibrium"
due = "24 h"
after = "fill"

[[step.check]]
measure = "pH after a day"
at_most = "4.0 pH"
critical = true
"""
