import type { FoundSlice, SliceSearch } from '../../../core/sliceSearch.js'
import { ForestAxis, ForestScale } from '../../charts/forestAxis.js'
import { bare, scaleOf, withUnit } from '../../quantity.js'
import { changeInWords, changeWithInterval, sideScale } from '../../words/found.js'
import { capitalize } from '../../typography.js'
import { sliceName } from '../../words/measureName.js'
import { degradationOf, isLoss, searchHeadline, searchMeasureName, searchNotes } from '../../words/sliceSearch.js'
import { Table, type Column as TableColumn } from '../table.js'
import type { SetPart } from './evidence.js'

/** Where does the new model lose? The confirmed slices, the worst first, and what was searched; also when nothing was found. */
export function SlicesFound(part: SetPart) {
  const { result, voice, set } = part
  const search = result.sliceSearch?.find((one) => one.set === set)
  if (search === undefined) return null
  return (
    <>
      <p class="prose">{`${searchHeadline(voice, search).replace(/\.$/, '')}.`}</p>
      {search.found.length > 0 && <Found {...part} search={search} />}
      {searchNotes(voice, result, search).map((note) => (
        <p class="quiet" key={note}>
          {note}
        </p>
      ))}
    </>
  )
}

function Found({ result, voice, search }: SetPart & { search: SliceSearch }) {
  const loss = isLoss(search)
  const reach = Math.max(...search.found.flatMap(({ value, interval }) => [value, ...interval]).map(Math.abs)) * 1.08
  const common = scaleOf(search.unit, 'difference', { value: reach, interval: [-reach, reach] }, result.targetUnit)
  const turn = search.measure === 'accuracy' ? 1 : -1
  const turned = ([low, high]: FoundSlice['interval']): [number, number] => (turn === 1 ? [low, high] : [-high, -low])
  const worse = ([low, high]: FoundSlice['interval']): [number, number] => (turn === 1 ? [-high, -low] : [low, high])
  const drawing: TableColumn = {
    key: 'drawing',
    kind: 'drawing',
    head: (
      <ForestScale
        voice={voice}
        scale={common}
        margin={null}
        reach={reach}
        worse={voice.say('axis.worse')}
        better={voice.say('axis.better')}
      />
    ),
  }
  return (
    <Table
      name="forest"
      caption={capitalize(searchMeasureName(voice, search))}
      columns={[
        { key: 'slice', head: voice.say('segments.segment') },
        ...(loss
          ? [
              drawing,
              number('old', voice.say('side.old')),
              number('new', voice.say('side.new')),
              number('difference', voice.say('quality.difference')),
            ]
          : [number('difference', voice.say('search.value'))]),
        number('elsewhere', voice.say('search.elsewhere')),
        number('cases', voice.say('word.cases')),
      ]}
      rows={search.found.map((found) => {
        const name = sliceName(voice, found.slice)
        const scale = scaleOf(search.unit, loss ? 'difference' : 'value', found, result.targetUnit)
        const degradation = degradationOf(search, found.value)
        const sign = loss ? 'always' : 'minus'
        const side = (value: number | null): string =>
          value === null
            ? ''
            : withUnit(
                voice,
                sideScale(result, { unit: search.unit, value, interval: null }, { ...found, unit: search.unit }),
                value,
              )
        return {
          key: name,
          cells: {
            slice: name,
            drawing: (
              <ForestAxis
                title={`${name}: ${changeWithInterval(voice, scale, degradation, worse(found.interval))}`}
                value={turn * found.value}
                interval={turned(found.interval)}
                margin={null}
                reach={reach}
              />
            ),
            old: side(found.old),
            new: side(found.new),
            difference: (
              <>
                <span class="value">{withUnit(voice, scale, found.value, sign)}</span>
                <span class="range">
                  {voice.say('range', {
                    low: bare(voice, scale, found.interval[0], sign),
                    high: bare(voice, scale, found.interval[1], sign),
                  })}
                </span>
                {loss && <span class="range">{changeInWords(voice, scale, degradation)}</span>}
              </>
            ),
            elsewhere: withUnit(voice, scale, found.elsewhere, sign),
            cases: voice.count(found.n),
          },
        }
      })}
    />
  )
}

function number(key: string, label: string): TableColumn {
  return { key, head: label, kind: 'number', label }
}
