/**
 * How much longer something takes with four times as much: 4 where it takes a step for each, 16 where it takes one for each
 * pair. Of each the shortest of several rounds, which are long enough that a machine with other work does not tell.
 */
export function growth(run: (size: number) => void, size: number): number {
  const timeOf = (of: number, times: number): number => {
    const begun = performance.now();
    for (let time = 0; time < times; time++) run(of);
    return performance.now() - begun;
  };
  let times = 1;
  while (timeOf(size, times) < 2) times *= 2;
  const shortest = (of: number): number => Math.min(...Array.from({ length: 5 }, () => timeOf(of, times)));
  return shortest(4 * size) / shortest(size);
}
