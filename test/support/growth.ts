/**
 * How much longer something takes with four times as much: 4 where it takes a step for each, 16 where it takes one for each
 * pair. Of each the shortest of several runs, so that a machine with other work does not tell.
 */
export function growth(run: (size: number) => void, size: number): number {
  const shortest = (of: number): number =>
    Math.min(
      ...Array.from({ length: 5 }, () => {
        const begun = performance.now();
        run(of);
        return performance.now() - begun;
      }),
    );
  run(size);
  const few = shortest(size);
  return shortest(4 * size) / few;
}
