import Desk
import Files

/// The signature beside a receipt.
final class SignatureFile {
  let path: String
  private let file: OutputFile

  /// - Throws: ``CommandFailure`` where `receipt` is none that something can stand beside, or where the signature would
  ///   replace a file that is none of Walkaway's.
  init(beside receipt: String, isForced: Bool) throws {
    path = receipt + ".sig"
    guard try OutputFile.isFile(receipt) else {
      throw CommandFailure(.usage, "\(receipt): no file that a signature can stand beside", remedy: "name a file")
    }
    _ = try FileOrStandardOutput(path, isForced: isForced)
    file = try OutputFile(path)
  }

  func prepare(_ text: String) throws {
    try file.write(Array(text.utf8))
    try file.complete()
  }

  func finish() throws { try file.finish() }
}
