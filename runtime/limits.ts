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

  /** Lines of one value in such a file: a certificate with its key has a hundred. */
  envValueLines: 1000,

  /** Lines of such a file that are told by their numbers, since they cannot be read. */
  envTold: 5,

  /** Bytes of a file that is saved on the user's machine: as many as are kept of an answer. */
  download: 10 * megabyte,

  /** Bytes of a resource that is read: a client mostly gives it to a model, and base64 of more would take what is `remembered`. */
  resource: 2 * megabyte,

  /** The first pause before an answer is asked for again that a service is still making; each is twice as long. */
  pendingPause: 300,

  /** For how long an answer of a service is not asked for again that is kept on disk: it changes with releases. */
  keptFresh: 86_400_000,

  /** For how long a service is not asked again that could not be reached: a call waits for it once. */
  awayTime: 60_000,

  /** Answers that are kept on disk, of which the oldest give way: all that the catalogue has are three thousand. */
  keptAnswers: 4000,

  /** Bytes of a line of a file of kept answers: the longest answer that is kept, were it not to be compressed. */
  keptLine: 16 * megabyte,

  /** Requests that are sent at one time where all that a service has is pulled: it is there for others, too. */
  pulls: 4,

  /** How long one such request may take: the longest answer over a slow line. */
  pullTime: 60_000,

  /** The first pause where a service goes away while it is pulled; each is twice as long, and there are six. */
  pullPause: 1000,

  /** Bytes of a file of a folder that the operator names for templates: a flow has a few thousand. */
  template: 256 * kilobyte,

  /** Files of such a folder that are read: Kestra's own blueprints are four hundred. */
  templates: 2000,

  /** Things that took long to make and are kept, of all sessions: the index of a catalogue is ten megabytes. */
  memories: 8,

  /** How often it is looked whether a local Kestra answers: it needs half a minute. */
  localPoll: 1000,

  /** Bytes of a file of saved connections: more is not a list of connections. */
  contextsFile: 256 * kilobyte,

  /** How long what came of an answer may take to be read once nobody waits for the rest. */
  lastWords: 200,

  /** How much longer than a request an attempt to find out which Kestra answers may take: its own end tells more. */
  detectionGrace: 500,

  /** Connections over HTTP at one time: each has a file handle, and others are left for sockets to Kestra. */
  connections: 4096,

  /** Header fields of a request: browsers and proxies send about thirty, and Node hides what comes after 2,000. */
  headers: 100,

  /** The head of a request: a token and cookies fit, and Node keeps it until the request is over. */
  head: 16 * kilobyte,

  /** The head of an answer of Kestra's, likewise. */
  answerHead: 16 * kilobyte,

  /** Unanswered requests on one connection: clients wait for each answer, and unread ones would pile up here. */
  pipelined: 16,

  /** How long the head of a request may take to come in: it is one packet or two. */
  headersTime: 10_000,

  /** How long a whole request may take to come in: 4 MB over a slow line. */
  requestTime: 30_000,

  /** How long a connection is kept without a request: longer than a proxy before us keeps one, which would lose a request. */
  keepAliveTime: 65_000,

  /** How long a client may take none of an answer that is written: a network that is only slow takes some in this time. */
  unreadTime: 10_000,

  /** Answers that are written and not yet taken, of all connections: enough for a thousand of the longest results. */
  unread: 64 * megabyte,

  /** A request's body: the largest flow or file that a call may hold, with room for the rest of it. */
  body: 4 * megabyte,

  /** The body of anything else than a call of a tool, such as `initialize`: what clients say of themselves fits ten times. */
  message: 64 * kilobyte,

  /** A line over stdio: a body, as some clients write it with an escape for each letter. */
  line: 10 * megabyte,

  /** Messages of a batch: clients that collect them send a few. */
  batch: 100,

  /** Values in a message's JSON, and in JSON that an argument holds as text: each costs up to a hundred bytes once it is read, where it took two to send. */
  values: 100_000,

  /** Bodies that are being read, and those of calls that wait for a form, of all connections; the largest gives way. */
  bodies: 64 * megabyte,

  /** Calls that are being handled at one time, of all callers: twice as many as there are sockets to Kestra. */
  calls: 512,

  /** The part of these that one caller may have where it is alone: the rest is for whoever comes. */
  callShareAlone: 0.75,

  /** The part of these that one caller may have where others have calls: nobody has most of them. */
  callShare: 0.5,

  /** Bodies of calls that are being handled, of all callers: sixteen of the largest. */
  callBodies: 64 * megabyte,

  /** Characters of a message's id, of a progress token and of a task's id, which come back in every notification: a UUID has 36. */
  token: 256,

  /** Forms of one session that wait for an answer: a person answers one after the other. */
  forms: 8,

  /** How often one request may ask its client's user: our own ask once. */
  rounds: 8,

  /** How long a form waits: a person may be at lunch, but not for ever. */
  formTime: 600_000,

  /** How long a form waits, or twice that, whose client has no stream any more: one that lost it comes back in a second. */
  formAwayTime: 15_000,

  /** Progress notifications of a request in a second: nobody reads faster. */
  progressRate: 10,

  /** Progress notifications of a request that may come at once, such as those of an execution's first tasks. */
  progressBurst: 20,

  /** Characters that are kept of streams for clients that lost one, of all sessions: four hundred of the longest results. */
  remembered: 8 * megabyte,

  /** Events that are kept likewise, of one session: more than come while a client is away. */
  rememberedEvents: 200,

  /**
   * The part of `KESTRA_MCP_MAX_SESSIONS` that one caller may have where there are no others, and others may come with
   * credentials of their own: the rest is for them.
   */
  sessionShareAlone: 0.75,

  /** The part of `KESTRA_MCP_MAX_SESSIONS` that one caller may have where there are others. */
  sessionShare: 0.5,

  /** `subscriptions/listen` that one caller may have open: one for each window of an editor, many times over. */
  subscriptions: 256,

  /** Callers with credentials of their own besides one for each session: those of revisions without sessions. */
  otherCallers: 256,

  /** How long a caller with credentials of its own is kept that was not heard of: longer than anything that it was told holds. */
  callerIdle: 1_000_000,

  /**
   * The part of `KESTRA_MCP_MAX_SESSIONS` that callers may have together, in sessions and in listening streams, whose
   * credentials Kestra has not accepted yet: anybody can make up credentials.
   */
  strangersShare: 0.125,

  /** Sessions and streams that such callers may have at least, however few there may be: a handful can always come. */
  strangersLeast: 16,

  /**
   * How long such a caller keeps its place once others want it, whatever it has open: one that comes to work is known to
   * Kestra by its first call.
   */
  strangerTime: 5000,

  /** Milliseconds that the process may take to end once a signal told it to: calls over HTTP have `stopTime` of them. */
  endTime: 15_000,

  /** How long calls over HTTP may still take once the server is told to stop: what manages processes waits longer. */
  stopTime: 10_000,

  /** How long calls over stdio may still take once the client closed our input: clients kill who is there longer. */
  answerTime: 2000,

  /** How long what was written may take to be read, once all else has ended. */
  flushTime: 1000,

  /** For how long after a signal another one is the same, sent on by the program that started us. */
  sameSignalTime: 100,

  /** What is written over stdio and not yet taken, from where no more is read: seven hundred of the longest results. */
  unreadStdio: 16 * megabyte,

  /** Log lines that are written and not yet taken; others are left out. */
  unreadLog: megabyte,

  /** Characters of KESTRA_MCP_AUTH_TOKEN at least: random ones are then not to be guessed over a network. */
  authToken: 16,

  /** Requests of one address in a minute without the right token that are told so; a client whose token is wrong tries a few times. */
  authFailures: 30,

  /** Addresses of which such requests are counted; then the one that came first is forgotten: a megabyte or two. */
  authAddresses: 10_000,

  /** Confirmation tokens that are remembered as used until they expire; then no more are taken, so that none is taken twice. */
  usedTokens: 10_000,

  /** Sockets to Kestra at one time, of one connection; what comes on top waits for one, within its own time. */
  sockets: 256,

  /** What is kept of one answer of Kestra's: more than any result shows. */
  answer: 10 * megabyte,

  /** What is read of one answer, to come to the part that is wanted. */
  answerRead: 1024 * megabyte,

  /** Characters of an event of one of Kestra's streams, and of all its events that are kept: as many as of another answer. */
  events: 10 * megabyte,

  /** Events of one of Kestra's streams that are kept: an execution with a thousand tasks has fewer. */
  eventCount: 10_000,

  /** How long a stream is read: many clients give a call up after a minute, and its answer is lost. */
  streamTime: 45_000,

  /** Characters of a result's JSON and of an error: what a model reads at once. The sentence that tells what is left out comes on top. */
  result: 20_000,

  /** Characters that are kept of an answer that is an error and too large to be kept whole. */
  refusalRead: 100_000,

  /** Characters of Kestra's own words in an error: a stack trace helps no agent. */
  kestraWords: 2000,

  /** Seconds that the token of a confirmation is good: a person reads what is asked, and agrees. */
  confirmTime: 300,

  /** Milliseconds for which it is known in which namespace an execution is, where roles ask for that: it never moves. */
  executionNamespaceTime: 60_000,

  /** Executions of which that is known at one time: a thousand users with ten each. */
  executionNamespaces: 10_000,

  /** Lists of tools that are kept for callers with different roles: there are fewer sets of roles than users. */
  views: 200,

  /** Bytes of a file of roles or tokens. */
  accessFile: 1_000_000,

  /** Characters of an id in a store: a client may have the address of a document for one, and indexes take no more. */
  storeId: 2000,

  /** Milliseconds after which the wrong tokens of an address are forgotten. */
  authWindow: 60_000,
} as const;
