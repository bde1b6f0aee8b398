import JSON
import ModelEndpoint

/// A service with JSON of its own.
extension DefinitionReader {
  func service() throws(DefinitionError) -> ServiceDefinition {
    guard let url = try address("url", EndpointAddress.checkedWhole) else {
      throw wrong("url", "is missing", "write the whole address that is called")
    }
    guard let request = members["request"]?.value, request != .null else {
      throw wrong("request", "is missing", #"write the body that is sent, with values such as "{{turns}}" in it"#)
    }
    let shown = try slots(of: request, in: "request", allowed: ServiceRequest.Slot.ofRequest)
    guard shown.contains(.turns) || shown.contains(.messages) else {
      throw wrong("request", "never shows the conversation", #"put "{{turns}}" or "{{messages}}" where it belongs"#)
    }
    let turn = members["turn"]?.value == .null ? nil : members["turn"]?.value
    if let turn {
      guard try slots(of: turn, in: "turn", allowed: ServiceRequest.Slot.ofTurn).contains(.text) else {
        throw wrong("turn", "never holds the words", #"put "{{text}}" where they belong"#)
      }
      if !shown.contains(.turns) {
        throw wrong("turn", "says how {{turns}} are written, which the request never holds", "leave it out")
      }
    }
    for key in ["request", "turn"] {
      if let value = members[key]?.value { try refuseSecrets(of: value, in: key) }
    }
    guard let answer = try path("answer", members["answer"]?.value) else {
      throw wrong("answer", "is missing", "write where the answer holds the words, as in reply.0.text")
    }
    return ServiceDefinition(
      url: url, request: request, turn: turn, shape: ServiceShape(answer: answer, silence: try silence(answer)))
  }

  private func slots(
    of value: JSONValue, in key: String, allowed: [ServiceRequest.Slot]
  ) throws(DefinitionError) -> Set<ServiceRequest.Slot> {
    do throws(ServiceRequest.Problem) {
      return try ServiceRequest.slots(of: value, allowed: allowed)
    } catch {
      throw wrong(key, error.words, error.remedy)
    }
  }

  private func path(_ key: String, _ value: JSONValue?) throws(DefinitionError) -> ValuePath? {
    guard let value, value != .null else { return nil }
    guard let path = value.string.flatMap(ValuePath.init) else {
      throw wrong(key, "is no path", "write keys and numbers with points between, as in reply.0.text")
    }
    return path
  }

  private func silence(_ answer: ValuePath) throws(DefinitionError) -> ServiceShape.Silence? {
    guard let value = members["silence"]?.value, value != .null else { return nil }
    let known = Set(["path", "values"])
    guard let keys = value.members?.map(\.key), known.isSuperset(of: keys), let values = value["values"]?.elements,
      !values.isEmpty
    else {
      throw wrong(
        "silence", "does not say what means silence",
        "write it as {path: status, values: [ended]}; without path it is the answer itself")
    }
    return ServiceShape.Silence(path: try path("silence", value["path"]) ?? answer, values: values)
  }
}
