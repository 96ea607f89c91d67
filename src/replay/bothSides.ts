/**
 * What both sides answer to one question, asked at the same time. When both fail it is always old's failure that is thrown, whichever
 * came first: the same run must tell the same problem.
 */
export async function bothSides<Old, New>(old: Promise<Old>, new_: Promise<New>): Promise<[Old, New]> {
  const [ofOld, ofNew] = await Promise.allSettled([old, new_])
  if (ofOld.status === 'rejected') throw ofOld.reason
  if (ofNew.status === 'rejected') throw ofNew.reason
  return [ofOld.value, ofNew.value]
}
