/** x times `multiply` plus `add`. */
export interface Rescaling {
  readonly multiply: number
  readonly add: number
  /** As the report writes it: `× 0.621371`. */
  readonly shown: string
}

/** Factors between units that stand in business data, each also the other way round. */
const FACTORS = [
  10,
  100,
  1000,
  1e6,
  0.621371, // kilometres to miles
  0.45359237, // pounds to kilograms
  0.3048, // feet to metres
  2.54, // inches to centimetres
  0.0283495, // ounces to kilograms
  3.785412, // US gallons to litres
  4.184, // calories to joules
  7,
  12,
  24,
  60,
  3600,
  365.25,
  30.4375, // days in a month
]

/** °F to °C, °C to °F, and to and from kelvin. */
const OFFSETS = [
  { multiply: 5 / 9, add: -160 / 9 },
  { multiply: 1.8, add: 32 },
  { multiply: 1, add: -273.15 },
  { multiply: 1, add: 273.15 },
]

export const UNIT_CHANGES: readonly Rescaling[] = [
  ...FACTORS.flatMap((factor) => [factor, 1 / factor]).map((multiply) => rescaling(multiply, 0)),
  rescaling(-1, 0),
  ...OFFSETS.map(({ multiply, add }) => rescaling(multiply, add)),
]

export function rescaling(multiply: number, add: number): Rescaling {
  const factor = multiply === 1 ? '' : `× ${digits(multiply)}`
  const offset = add === 0 ? '' : `${add < 0 ? '−' : '+'} ${digits(Math.abs(add))}`
  return { multiply, add, shown: [factor, offset].filter((part) => part !== '').join(' ') }
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−')
}
