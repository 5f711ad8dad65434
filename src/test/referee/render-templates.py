#!/usr/bin/env python3
"""Renders the templates of a directory with Jinja.

NAME.main.j2 and NAME.master.j2 (either may be absent) are rendered with each NAME.K.vars, lines of
name, type and value between tabs, into NAME.K.main.cf and NAME.K.master.cf. NAME.trim makes Jinja trim
blocks as Ansible does. NAME.probes has conditions, a line each: NAME.K.probes says which of them hold.
NAME.values is a YAML file of what names have by default; their expressions are filled in as Ansible does.
NAME.random has a number: so many inventories are made of what the templates name.
"""
import os
import random
import re
import sys

import jinja2
import jinja2.meta
import yaml

VALUES = ["may", "none", "encrypt", "yes", "no", "25", "mail.example.com", "/etc/ssl/mail.pem"]


class Any(str):
    """A text that has all members, as the variables of a deployment may."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Any(self)

    def __getitem__(self, key):
        return Any(str.__getitem__(self, key)) if isinstance(key, (int, slice)) else Any(self)

    def __call__(self, *args, **kwargs):
        return Any(self)

    def items(self):
        return [(Any("x_" + self.replace("/", "_")), Any(self))]


def environment(trim):
    env = jinja2.Environment(
        keep_trailing_newline=True,
        trim_blocks=trim,
        lstrip_blocks=trim,
        undefined=jinja2.ChainableUndefined,
        extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
    )
    env.filters.update(
        bool=lambda x: str(x).lower() in ("true", "yes", "1"),
        ternary=lambda x, yes, no: yes if x else no,
        comment=lambda text, *a, **k: "\n".join("# " + line for line in str(text).split("\n")),
        regex_replace=lambda x, a="", b="": re.sub(a, b.replace("\\", "\\\\"), str(x)),
        to_json=lambda x: '"%s"' % x,
        mandatory=lambda x: x,
        ipaddr=lambda x, *a: x,
        ipwrap=lambda x, *a: x,
    )
    env.globals.update(pillar={}, salt={"pillar.get": lambda key, default="": default})
    env.tests.update(version=lambda *a: True, version_compare=lambda *a: True)
    return env


def read(path):
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)


def inventory(path):
    variables = {}
    for line in read(path).splitlines():
        name, kind, value = line.split("\t")
        variables[name] = value == "true" if kind == "b" else value
    return variables


class Inventory(dict):
    """Values by name; a text with expressions is filled in when it is asked for."""

    def __init__(self, env, values):
        super().__init__()
        for name, value in values.items():
            self[name] = self.filled(env, values, value, 0)

    def filled(self, env, values, value, depth):
        if not isinstance(value, str) or "{{" not in value or depth > 20:
            return value
        alone = re.fullmatch(r"\{\{ *(\w+) *\}\}", value)
        if alone and alone.group(1) in values:
            return self.filled(env, values, values[alone.group(1)], depth + 1)
        needed = jinja2.meta.find_undeclared_variables(env.parse(value)) & set(values)
        return env.from_string(value).render(
            {name: self.filled(env, values, values[name], depth + 1) for name in needed}
        )


def random_inventories(env, name, texts, count):
    names = set()
    for text in texts.values():
        names |= jinja2.meta.find_undeclared_variables(env.parse(text))
    for k in range(count):
        chance = random.Random("%s %d" % (name, k))
        pick = lambda: chance.choice([True, False, Any(chance.choice(VALUES)), Any(chance.choice(VALUES))])
        yield {one: pick() for one in sorted(names)}


def main(directory):
    names = sorted({f[: f.index(".")] for f in os.listdir(directory) if f.endswith(".j2")})
    for name in names:
        base = os.path.join(directory, name)
        env = environment(os.path.exists(base + ".trim"))
        texts = {
            kind: read("%s.%s.j2" % (base, kind))
            for kind in ("main", "master")
            if os.path.exists("%s.%s.j2" % (base, kind))
        }
        try:
            templates = {kind: env.from_string(text) for kind, text in texts.items()}
            if os.path.exists(base + ".random"):
                inventories = list(random_inventories(env, name, texts, int(read(base + ".random"))))
            else:
                inventories = []
                values = yaml.safe_load(read(base + ".values")) if os.path.exists(base + ".values") else {}
                while os.path.exists("%s.%d.vars" % (base, len(inventories))):
                    own = inventory("%s.%d.vars" % (base, len(inventories)))
                    inventories.append(Inventory(env, {**(values or {}), **own}))
        except jinja2.TemplateError as e:
            write(base + ".error", str(e))
            continue
        probes = read(base + ".probes").splitlines() if os.path.exists(base + ".probes") else []
        for k, variables in enumerate(inventories):
            try:
                rendered = {kind: one.render(variables) for kind, one in templates.items()}
            except Exception as e:  # an inventory that the template cannot take
                write("%s.%d.error" % (base, k), repr(e))
                continue
            for kind, text in rendered.items():
                write("%s.%d.%s.cf" % (base, k, kind), text)
            outcomes = []
            for probe in probes:
                try:
                    outcomes.append(str(bool(env.compile_expression(probe)(**variables))).lower())
                except Exception:
                    outcomes.append("unknown")
            write("%s.%d.probes" % (base, k), "\n".join(outcomes))


main(sys.argv[1])
