"""Checking a return: the vocabulary of rules, and the checker that runs them."""

from .case import Case
from .checker import Outcome, Report, check
from .rules import Rule, each_rule, fields_of, pair_rule, return_rule, rule

__all__ = ["Case", "Outcome", "Report", "Rule", "check", "each_rule", "fields_of", "pair_rule", "return_rule", "rule"]
