/** An event of a stream, whose id is its type, too. */
export const event = (id: string, data: unknown): string =>
  `id: ${id}\nevent: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
