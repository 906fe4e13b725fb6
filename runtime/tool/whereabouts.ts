/**
 * What tells which namespaces a call of a behaviour is about. `tenant`: nothing does, so it is about all of them. `instance`: it
 * is about what serves all tenants, such as workers. `nowhere`: it reads and changes nothing that lies in one, as what is asked
 * of other services.
 */
export type Whereabouts = "tenant" | "instance" | "nowhere" | Places;

/** What of a call names a namespace, or what lies in one. Each that is given counts; one must be given. */
export interface Places {
  /** Namespaces that every call is about, whatever it is given. */
  readonly fixed?: readonly string[];
  /** Arguments that hold a namespace. */
  readonly namespaces?: readonly string[];
  /** Arguments that hold the id of an execution, or a list of them. */
  readonly executions?: readonly string[];
  /** The argument that holds a YAML which says its namespace. */
  readonly yaml?: string;
  /** Such a YAML is sent, and no argument is known to hold it, as where it is generated: it is looked at as it is sent. */
  readonly made?: true;
}
