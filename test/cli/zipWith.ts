import { crc32, deflateRawSync } from 'node:zlib'

/** An entry as somebody hostile would write it: nothing of it need be true. */
export interface ZipEntry {
  readonly name: string
  readonly content: Uint8Array
  readonly deflated?: boolean
  /** Unix mode, shifted by 16, as of a link. */
  readonly mode?: number
  /** What the headers say it unpacks to; its length unless given. */
  readonly claims?: number
}

const END = 0x06054b50
const END_64 = 0x06064b50
const LOCATOR_64 = 0x07064b50

/** The same archive with one more entry; what stood in it stays where it was. */
export function zipWith(archive: Buffer, entry: ZipEntry): Buffer {
  const { start, bytes, count } = directoryOf(archive)
  const { local, central } = write(entry, start)
  const directory = Buffer.concat([archive.subarray(start, start + bytes), central])
  const end = Buffer.alloc(22)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(count + 1, 8)
  end.writeUInt16LE(count + 1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(start + local.length, 16)
  return Buffer.concat([archive.subarray(0, start), local, directory, end])
}

/** The name of the entry that the directory lists first. */
export function firstName(archive: Buffer): string {
  const { start } = directoryOf(archive)
  return archive.toString('utf8', start + 46, start + 46 + archive.readUInt16LE(start + 28))
}

/** Where the directory stands; PyTorch writes the record for large archives whatever their size. */
function directoryOf(archive: Buffer): { start: number; bytes: number; count: number } {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0 || archive.readUInt32LE(end) !== END) throw new Error('not a zip file')
  if (end >= 20 && archive.readUInt32LE(end - 20) === LOCATOR_64) {
    const record = Number(archive.readBigUInt64LE(end - 20 + 8))
    if (archive.readUInt32LE(record) !== END_64) throw new Error('not a zip file')
    const at = (offset: number): number => Number(archive.readBigUInt64LE(record + offset))
    return { count: at(32), bytes: at(40), start: at(48) }
  }
  return {
    count: archive.readUInt16LE(end + 10),
    bytes: archive.readUInt32LE(end + 12),
    start: archive.readUInt32LE(end + 16),
  }
}

function write(entry: ZipEntry, offset: number): { local: Buffer; central: Buffer } {
  const name = Buffer.from(entry.name)
  const data = entry.deflated === true ? deflateRawSync(entry.content) : Buffer.from(entry.content)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(entry.deflated === true ? 8 : 0, 4)
  // The first of January 1980, the earliest there is.
  common.writeUInt16LE(0x21, 8)
  common.writeUInt32LE(crc32(entry.content), 10)
  common.writeUInt32LE(data.length, 14)
  common.writeUInt32LE(entry.claims ?? entry.content.length, 18)
  common.writeUInt16LE(name.length, 22)
  const central = Buffer.alloc(46)
  central.write('PK\x01\x02', 'latin1')
  // Made by Unix, so that the mode counts.
  central.writeUInt16LE((3 << 8) | 20, 4)
  common.copy(central, 6)
  central.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 38)
  central.writeUInt32LE(offset, 42)
  return {
    local: Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, data]),
    central: Buffer.concat([central, name]),
  }
}
