"""Lights (红黄绿灯): how a part and an item stand, each with one reason in words. Pure: no I/O, no clock.

The ordered list of rules is in :mod:`gaoxin_plan.lights.case`; what it rests on is in the modules beside it.
"""
