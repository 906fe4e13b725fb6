/**
 * How many times as long a piece of work takes on four times as much: about 4 where its time grows with the size, about 16
 * where it grows with its square. Each is the shortest of three runs, since others use the machine, too.
 * @param most a ratio beyond which it is run again, up to five times: the smallest ratio is the answer
 */
export function growth<Material>(
  size: number,
  make: (size: number) => Material,
  work: (material: Material) => unknown,
  most = 8,
): number {
  const [small, large] = [make(size), make(4 * size)];
  // Compiled before it is measured.
  for (let i = 0; i < 3; i++) work(small);
  let least = Infinity;
  for (let i = 0; i < 5 && least > most; i++)
    least = Math.min(least, shortest(() => work(large)) / shortest(() => work(small)));
  return least;
}

function shortest(work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < 3; i++) {
    const began = performance.now();
    work();
    least = Math.min(least, performance.now() - began);
  }
  return least;
}
