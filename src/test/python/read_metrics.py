"""Reads files of metrics with the parsers of Prometheus' client library, that of OpenMetrics and that
of the older text format, and prints what both find, a sample a line."""

import json
import sys

from prometheus_client import parser
from prometheus_client.openmetrics import parser as openmetrics


def samples(read, text):
    families = list(read(text))
    names = [family.name for family in families]
    assert len(names) == len(set(names)), "a family stands twice"
    return [
        [family.type, sample.name, sample.labels, sample.value]
        for family in families
        for sample in family.samples
    ]


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    found = samples(openmetrics.text_string_to_metric_families, text)
    assert found == samples(parser.text_string_to_metric_families, text)
    keys = [json.dumps(sample[1:3], sort_keys=True) for sample in found]
    assert len(keys) == len(set(keys)), "a sample stands twice"
    for sample in found:
        print(json.dumps([path] + sample))
