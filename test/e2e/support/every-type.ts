/** A flow that takes an input of each type, and says one of them in its result. */
export const everyType = `
inputs:
  - id: name
    type: STRING
  - id: count
    type: INT
    min: 1
    max: 10
    defaults: 3
  - id: ratio
    type: FLOAT
    required: false
  - id: enabled
    type: BOOL
    defaults: true
  - id: at
    type: DATETIME
    required: false
  - id: day
    type: DATE
    required: false
  - id: config
    type: JSON
    required: false
  - id: tags
    type: ARRAY
    itemType: STRING
    required: false
  - id: size
    type: SELECT
    values: [S, M, L]
    defaults: M
  - id: colours
    type: MULTISELECT
    values: [red, green, blue]
    required: false
  - id: upload
    type: FILE
    required: false
tasks:
  - id: show
    type: io.kestra.plugin.core.debug.Return
    format: "{{ inputs.name }}"
outputs:
  - id: shown
    type: STRING
    value: "{{ outputs.show.value }}"
`;
