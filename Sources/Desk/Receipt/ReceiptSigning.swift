internal import Foundation

/// Signatures of receipts by OpenSSH's `ssh-keygen -Y`, where it is installed.
///
/// > OpenSSH, PROTOCOL.sshsig: the signature names what it is for, so that none made for something else passes.
public struct ReceiptSigning {
  /// What the signatures are for.
  public static let namespace = "walkaway-receipt"

  private let tool: String

  /// - Parameter environment: Its `PATH` says where the tool is looked for.
  /// - Throws: ``CommandFailure`` where `ssh-keygen` is not installed.
  public init(environment: [String: String]) throws {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let found = folders.map { "\($0)/ssh-keygen" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let found else {
      throw CommandFailure(
        .noInput, "signatures need ssh-keygen, which is not installed",
        remedy: "install OpenSSH's client (Debian: openssh-client), or leave the signature out")
    }
    tool = found
  }

  /// Signs a file; the signature stands beside it under its name and `.sig`.
  /// - Returns: The path of the signature.
  public func sign(_ path: String, key: String) throws -> String {
    guard FileManager.default.isReadableFile(atPath: key) else {
      throw CommandFailure(.noInput, "\(key): the key cannot be read")
    }
    let signature = path + ".sig"
    // ssh-keygen asks before it overwrites, and there may be nobody to ask.
    try? FileManager.default.removeItem(atPath: signature)
    let result = try run(["-Y", "sign", "-f", key, "-n", ReceiptSigning.namespace, path])
    guard result.status == 0 else {
      throw CommandFailure(.inputOutput, "\(path): not signed: \(result.text)")
    }
    return signature
  }

  /// Whether `signature` is one of an allowed signer over the file; the detail says whose, or why not.
  public func check(_ path: String, signature: String, allowedSigners: String) throws -> (isGood: Bool, detail: String)
  {
    for file in [signature, allowedSigners] where !FileManager.default.isReadableFile(atPath: file) {
      throw CommandFailure(.noInput, "\(file): no such file")
    }
    let found = try run(["-Y", "find-principals", "-s", signature, "-f", allowedSigners])
    let names = found.text.split(whereSeparator: \.isNewline).map(String.init)
    guard found.status == 0, let name = names.first else { return (false, "made by nobody in \(allowedSigners)") }
    let result = try run(
      ["-Y", "verify", "-f", allowedSigners, "-I", name, "-n", ReceiptSigning.namespace, "-s", signature], input: path)
    return result.status == 0 ? (true, "made by \(name)") : (false, result.text)
  }

  private func run(_ arguments: [String], input: String? = nil) throws -> (status: Int32, text: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = try input.map { try FileHandle(forReadingFrom: URL(fileURLWithPath: $0)) } ?? .nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
