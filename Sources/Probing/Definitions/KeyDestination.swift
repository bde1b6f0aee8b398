import AuditStore
import ModelEndpoint

/// Where a secret of the environment may go.
///
/// An audit is often somebody else's. One that names a variable and an address would have the secret of whoever runs it sent
/// to its author: such an address has to be named by the person as well.
public struct KeyDestination: Sendable, Hashable {
  /// The addresses that the person named in `config.yaml`.
  public let endpoints: [String]

  public init(endpoints: [String] = []) { self.endpoints = endpoints }

  /// Why `definition` may not be asked, and what to do.
  public struct Refusal: Error, Sendable, Hashable {
    public let problem: String
    public let remedy: String
  }

  /// - Throws: ``Refusal`` where an audit alone says to whom a secret would go.
  public func check(_ definition: ModelDefinition) throws(Refusal) {
    let variables = [definition.keyVariable].compactMap { $0 } + definition.headers.map(\.variable)
    guard definition.isOfAudit, !variables.isEmpty else { return }
    let whose = "\(definition.kind.rawValue) “\(definition.id)” of audit.json"
    let names = variables.joined(separator: ", ")
    let ownFile = "write the definition into a YAML file of your own and name that"
    // The one could read what is sent, the other could make somebody else's server pass for the right one.
    for (key, value) in [("proxy", definition.proxy), ("ca_file", definition.caFile)] where value != nil {
      throw Refusal(
        problem: "\(whose) names a variable with a secret (\(names)) and a \(key) on its way; nothing is sent",
        remedy: ownFile)
    }
    guard !definition.hasGivenAddress, let address = definition.service?.url ?? definition.baseURL,
      !endpoints.contains(KeyDestination.plain(address))
    else { return }
    let option = definition.isModel ? "give --base-url, " : ""
    throw Refusal(
      problem: "\(whose) names a variable with a secret (\(names)) and the address it would go to, \(address); "
        + "nothing is sent",
      remedy: "if the secret is meant for that address, \(option)put it under endpoints in config.yaml, or \(ownFile)")
  }

  /// An address as the list has it.
  static func plain(_ address: String) -> String { (try? EndpointAddress.checked(address)) ?? address }
}
