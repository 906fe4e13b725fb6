const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/**
 * What anybody may take of this server, whatever they send: each with the reason for its size. Whoever meets one is told
 * it in the error. Sizes are in bytes and times in milliseconds, where nothing else is said.
 */
export const limits = {
  /** Arrays and objects within each other in what a client sends, in JSON that an argument holds as text, and in YAML. */
  depth: 100,

  /** Likewise in Kestra's answers: Jackson, which writes them, writes none that are deeper. */
  answerDepth: 1000,

  /** Characters of a YAML that is read: as many as a request may have. */
  yaml: 4 * megabyte,

  /** Characters of a namespace or an id in a YAML: no name is that long, and putting lines together takes time. */
  yamlName: 1000,

  /** Characters of a key in a YAML that is looked at, quotes and escapes included: those that count are short. */
  yamlKey: 100,

  /** Characters of one segment of a path: more than any id of Kestra has, and few enough to be looked through at once. */
  segment: 1000,

  /** Characters of an argument that is a name, an id, a date, a path or words to search for, and of each in a list. */
  text: 1000,

  /** Characters of an argument that may be long, such as a YAML or a file, and of all texts in an object: as many as a request. */
  longText: 4 * megabyte,

  /** Entries of a list or an object that is an argument: checking them takes time that grows with them. */
  entries: 10_000,

  /** How long a piece of work goes on before others have their turn. */
  turn: 10,

  /** Bytes of a file of variables: more is not a list of variables. */
  envFile: 256 * kilobyte,

  /** How long what came of an answer may take to be read once nobody waits for the rest. */
  lastWords: 200,

  /** How much longer than a request an attempt to find out which Kestra answers may take: its own end tells more. */
  detectionGrace: 500,
} as const;
