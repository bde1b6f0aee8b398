import AuditStore
import Testing

@testable import Probing

/// A secret that an audit names goes to no address that the audit alone names.
@Suite struct KeyDestinationTests {
  private func refused(
    _ members: String, endpoints: [String] = [], given: String? = nil
  ) throws -> KeyDestination.Refusal? {
    let audit = #"{"simulators": [{"id": "persona", "prompt": "{{transcript}}", \#(members)}]}"#
    var definition = try DefinitionFile.find("persona", kind: .simulator, audit: audit)
    if let given {
      definition.baseURL = given
      definition.hasGivenAddress = true
    }
    do throws(KeyDestination.Refusal) {
      try KeyDestination(endpoints: endpoints).check(definition)
    } catch {
      return error
    }
    return nil
  }

  private static let address = "https://stranger.example/v1"
  private static let asked = #""model": "m", "base_url": "https://stranger.example/v1""#

  @Test(arguments: [
    asked + #", "api_key_env": "MY_KEY""#,
    asked + #", "headers": {"x-api-key": "MY_KEY"}"#,
    asked + #", "headers": [{"name": "cookie", "env": "MY_KEY"}]"#,
    #""model": "m", "base_url": "https://stranger.example/v1/chat/completions", "api_key_env": "MY_KEY""#,
  ])
  func anAuditAloneNeverSaysWhereASecretGoes(_ members: String) throws {
    let refusal = try #require(try refused(members))
    #expect(refusal.problem.contains("MY_KEY") && refusal.problem.contains("https://stranger.example/v1"))
    #expect(refusal.remedy.contains("--base-url"))
    // A part of the address, or one that begins alike, is another address.
    for other in ["https://stranger.example", "https://stranger.example/v1/x", "https://stranger.example.org/v1"] {
      #expect(try refused(members, endpoints: [other]) != nil, "\(other)")
    }
    #expect(try refused(members, endpoints: ["https://other.example/v1", KeyDestinationTests.address]) == nil)
    #expect(try refused(members, given: "http://127.0.0.1:8000/v1") == nil)
  }

  @Test func aServiceIsNamedInTheConfigurationAlone() throws {
    let members = #"""
      "form": "http-json", "url": "https://stranger.example/reply", "request": {"t": "{{turns}}"}, "answer": "text",
      "headers": {"x-api-key": "MY_KEY"}
      """#
    let audit = #"{"simulators": [{"id": "persona", \#(members)}]}"#
    let definition = try DefinitionFile.find("persona", kind: .simulator, audit: audit)
    do throws(KeyDestination.Refusal) {
      try KeyDestination().check(definition)
      Issue.record("the secret would be sent")
    } catch {
      #expect(!error.remedy.contains("--base-url") && error.remedy.contains("endpoints"))
    }
    try KeyDestination(endpoints: ["https://stranger.example/reply"]).check(definition)
  }

  @Test(arguments: [#""proxy": "http://stranger.example:3128""#, #""ca_file": "stranger.pem""#])
  func whatAnAuditPutsOnTheWayOfASecretIsRefused(_ member: String) throws {
    let members = "\(KeyDestinationTests.asked), \"api_key_env\": \"MY_KEY\", \(member)"
    for given in [nil, "https://mine.example/v1"] {
      let refusal = try #require(try refused(members, endpoints: [KeyDestinationTests.address], given: given))
      #expect(refusal.remedy.contains("YAML file of your own"))
    }
    #expect(try refused("\(KeyDestinationTests.asked), \(member)") == nil)
  }

  @Test func aFileOfOnesOwnSaysItAll() throws {
    let definition = try DefinitionFile.parse(
      "id: persona\nmodel: m\nprompt: '{{transcript}}'\nbase_url: https://a.example/v1\napi_key_env: MY_KEY\n",
      place: "persona.yaml", kind: .simulator)
    try KeyDestination().check(definition)
  }
}
