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

  /// The signature of `message`, as the text of a file of its own.
  public func signature(of message: [UInt8], key: String) throws -> String {
    guard FileManager.default.isReadableFile(atPath: key) else {
      throw CommandFailure(.noInput, "\(key): the key cannot be read")
    }
    let file = try ReceiptSigning.unnamedFile()
    try file.write(contentsOf: message)
    try file.seek(toOffset: 0)
    let result = try run(
      ["-Y", "sign", "-f", ReceiptSigning.path(key), "-n", ReceiptSigning.namespace], input: file)
    guard result.status == 0, result.text.hasPrefix("-----BEGIN SSH SIGNATURE-----") else {
      throw CommandFailure(.inputOutput, "\(key): nothing was signed: \(result.errors)")
    }
    return result.text + "\n"
  }

  /// Whether `signature` is one of an allowed signer over the file; the detail says whose, or why not.
  public func check(_ path: String, signature: String, allowedSigners: String) throws -> (isGood: Bool, detail: String)
  {
    for file in [signature, allowedSigners] where !FileManager.default.isReadableFile(atPath: file) {
      throw CommandFailure(.noInput, "\(file): no such file")
    }
    let files = ["-s", ReceiptSigning.path(signature), "-f", ReceiptSigning.path(allowedSigners)]
    let found = try run(["-Y", "find-principals"] + files)
    var problem: String?
    // Each line is what a line of the file allows the key for: names, or patterns of names.
    for allowed in found.text.split(whereSeparator: \.isNewline).map(String.init) where found.status == 0 {
      guard let name = allowed.split(separator: ",").first(where: { !$0.hasPrefix("!") }) else { continue }
      let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      let result = try run(["-Y", "verify", "-I", "\(name)", "-n", ReceiptSigning.namespace] + files, input: file)
      if result.status == 0 { return (true, ReceiptSigning.signer(allowed, said: result.text)) }
      problem = problem ?? "\(result.text) \(result.errors)".trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return (false, problem ?? "made by nobody in \(allowedSigners)")
  }

  /// Who signed: the name that the key is allowed for, or the key itself where it is allowed for many.
  private static func signer(_ allowed: String, said text: String) -> String {
    guard allowed.contains(where: { "*?!,".contains($0) }) else { return "made by \(allowed)" }
    let words = text.split(separator: " ")
    let key = words.last { $0.hasPrefix("SHA256:") }.map(String.init) ?? "that is allowed"
    return "made by the key \(key), which is allowed for \(allowed)"
  }

  /// A path that cannot be taken for an option.
  private static func path(_ path: String) -> String { path.hasPrefix("-") ? "./\(path)" : path }

  /// A file that is gone when it is closed.
  private static func unnamedFile() throws -> FileHandle {
    guard let file = tmpfile() else {
      throw CommandFailure(.inputOutput, "nothing can be written to /tmp", remedy: "make room there")
    }
    defer { fclose(file) }
    return FileHandle(fileDescriptor: dup(fileno(file)), closeOnDealloc: true)
  }

  private func run(
    _ arguments: [String], input: FileHandle = .nullDevice
  ) throws -> (status: Int32, text: String, errors: String) {
    let (output, errors) = (try ReceiptSigning.unnamedFile(), try ReceiptSigning.unnamedFile())
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    func text(_ file: FileHandle) throws -> String {
      try file.seek(toOffset: 0)
      let bytes = try file.readToEnd() ?? Data()
      return String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    return (process.terminationStatus, try text(output), try text(errors))
  }
}
