internal import Digest
internal import Files
internal import Foundation

/// What names the content of a bundle: SHA-256 over all of its files.
public struct BundleDigest: Sendable, Hashable {
  /// SHA-256 of every file by its name, hexadecimal.
  public let files: [String: String]
  /// SHA-256 over the names and digests of the files, hexadecimal.
  public let hexadecimal: String

  /// Reads every file of the bundle once.
  ///
  /// - Parameter progress: Called about every eight megabytes with the bytes read; what it throws stops the reading.
  public init(of bundle: BundleFiles, progress: (Int) throws -> Void = { _ in }) throws {
    var digests: [String: String] = [:]
    var done = 0
    for content in bundle.contents {
      digests[content.name] = try BundleDigest.ofFile(content.path) { count in
        done += count
        try progress(done)
      }
    }
    if let making = bundle.making { digests["\0"] = SHA256.hexadecimal(of: making.utf8) }
    self.init(files: digests)
  }

  init(files: [String: String]) {
    self.files = files
    let list = files.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }.joined()
    hexadecimal = SHA256.hexadecimal(of: list.utf8)
  }

  /// The digest of the bundle, from the cache where no file has changed since it was made.
  ///
  /// - Parameter environment: Where the cache lies is read from it; the process's own where it is `nil`.
  ///
  /// The cache is a file in `$XDG_CACHE_HOME/walkaway`; one that cannot be read or written is done without.
  public static func hexadecimal(
    of bundle: BundleFiles, environment: [String: String]? = nil,
    progress: (Int) throws -> Void = { _ in }
  ) throws -> String {
    let cache = DigestCache(bundle: bundle, environment: environment ?? ProcessInfo.processInfo.environment)
    if let known = cache.digest() { return known }
    let digest = try BundleDigest(of: bundle, progress: progress).hexadecimal
    cache.keep(digest)
    return digest
  }

  private static func ofFile(_ path: String, progress: (Int) throws -> Void) throws -> String {
    var source = try ByteSource(path: path, unpacking: false)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 23, alignment: 64)
    defer { buffer.deallocate() }
    var hash = SHA256()
    while true {
      let count = try source.read(into: buffer)
      if count == 0 { return hash.hexadecimal() }
      hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      try progress(count)
    }
  }
}

/// Remembers the digest of a bundle with the sizes and times of its files.
private struct DigestCache {
  private let path: String
  private let state: String?

  init(bundle: BundleFiles, environment: [String: String]) {
    let home = environment["HOME"] ?? NSHomeDirectory()
    let variable = environment["XDG_CACHE_HOME"] ?? ""
    let base = variable.hasPrefix("/") ? variable : "\(home)/.cache"
    let folder = URL(fileURLWithPath: bundle.folder).standardizedFileURL.path
    let name = SHA256.hexadecimal(of: folder.utf8).prefix(24)
    path = "\(base)/walkaway/digests/\(name)"
    state = DigestCache.state(of: bundle.contents.map(\.path)).map { $0 + (bundle.making.map { "\n\($0)" } ?? "") }
  }

  /// Names, sizes, times and numbers of the files; `nil` where one changed so recently that its time could stay the
  /// same over another change.
  private static func state(of paths: [String]) -> String? {
    var lines: [String] = []
    let now = Date()
    for path in paths {
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
        let changed = attributes[.modificationDate] as? Date, now.timeIntervalSince(changed) > 3
      else { return nil }
      let size = (attributes[.size] as? Int) ?? -1
      let number = (attributes[.systemFileNumber] as? Int) ?? -1
      lines.append("\(path) \(size) \(changed.timeIntervalSince1970) \(number)")
    }
    return lines.joined(separator: "\n")
  }

  func digest() -> String? {
    guard let state, let text = try? String(contentsOfFile: path, encoding: .utf8), let end = text.firstIndex(of: "\n")
    else { return nil }
    return text[text.index(after: end)...] == state ? String(text[..<end]) : nil
  }

  func keep(_ digest: String) {
    guard let state else { return }
    try? PrivateFolders.make(OutputFile.parts(of: path).folder)
    try? OutputFile.write(to: path) { write in try write(Array("\(digest)\n\(state)".utf8)) }
  }
}
