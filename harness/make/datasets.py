"""Writes datasets/NAME/{test,validation,reference}.{csv,parquet} and card.yaml. Run it again: the same bytes.

python harness/make/datasets.py [NAME ...]
"""

import hashlib
import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

import tables
from cards import CARDS

ROOT = Path(__file__).resolve().parents[2] / 'datasets'
PARTS = ('test', 'validation', 'reference')
FORMATS = {'flights': 'parquet', 'digits': 'parquet', 'health-insurance': 'csv', 'diamonds': 'csv'}


def main(names: list[str]) -> None:
    for name in names or FORMATS:
        folder = ROOT / name
        folder.mkdir(parents=True, exist_ok=True)
        parts = getattr(tables, name.replace('-', '_'))()
        files = {}
        for part in PARTS:
            path = folder / f'{part}.{FORMATS[name]}'
            write(parts[part], path, CARDS[name]['columns'])
            files[path.name] = {'rows': len(parts[part]), 'sha256': hashlib.sha256(path.read_bytes()).hexdigest()}
        card = {**CARDS[name], 'files': files}
        text = yaml.safe_dump(card, sort_keys=False, allow_unicode=True, width=110)
        (folder / 'card.yaml').write_text(f'# Written by harness/make/datasets.py.\n{text}', encoding='utf-8')
        size = sum(file.stat().st_size for file in folder.iterdir())
        rows = ', '.join(f'{file} {facts["rows"]}' for file, facts in files.items())
        print(f'{name}: {rows}; {size / 1e6:.2f} MB')


def write(table: pd.DataFrame, path: Path, columns: list[dict]) -> None:
    declared = [column['name'] for column in columns]
    assert list(table.columns) == declared, f'{path}: the card declares {declared}, the table has {list(table.columns)}'
    schema = pa.schema([(column['name'], arrow_type(column)) for column in columns])
    arrow = pa.Table.from_pandas(table, schema=schema, preserve_index=False).replace_schema_metadata(None)
    assert all(column.null_count == 0 for column in arrow.columns), f'{path}: a cell is missing'
    if path.suffix == '.csv':
        # Booleans as true/false, like every other reader writes them; pandas would say True.
        written = table.assign(
            **{n: table[n].map({True: 'true', False: 'false'}) for n in table.columns[table.dtypes == bool]}
        )
        written.to_csv(path, index=False, lineterminator='\n', encoding='utf-8')
    else:
        pq.write_table(arrow, path, compression='zstd', compression_level=15, row_group_size=20_000, store_schema=False)


def arrow_type(column: dict) -> pa.DataType:
    plain = {
        'float32': pa.float32(),
        'float64': pa.float64(),
        'int64': pa.int64(),
        'utf8': pa.string(),
        'bool': pa.bool_(),
    }
    element = {**plain, 'date32': pa.date32()}[column['type']]
    return pa.list_(element) if 'shape' in column else element


if __name__ == '__main__':
    main(sys.argv[1:])
