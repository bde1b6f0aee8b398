import Foundation
import Interchange
import Testing

@Suite struct DigestTests {
  @Test func theDigestFollowsTheContentAndNotThePlace() throws {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("a"))
    try BundleText().write(to: folder.path("b"))
    var changed = BundleText()
    changed.labels?.removeLast()
    try changed.write(to: folder.path("c"))
    let digests = try ["a", "b", "c"].map { try BundleDigest(of: BundleFiles(folder: folder.path($0))) }
    #expect(digests[0].hexadecimal == digests[1].hexadecimal)
    #expect(digests[0].hexadecimal != digests[2].hexadecimal)
    #expect(digests[0].hexadecimal.count == 64)
    #expect(
      digests[0].files.keys.sorted() == ["audit.json", "conversations.jsonl", "labels.jsonl", "simulations.jsonl"])
  }

  @Test func theDigestOfAFileIsItsSHA256() throws {
    let folder = try TemporaryFolder()
    var bundle = BundleText()
    bundle.conversations = ["abc"]
    try bundle.write(to: folder.path("a"))
    let digest = try BundleDigest(of: BundleFiles(folder: folder.path("a")))
    #expect(
      digest.files["conversations.jsonl"] == "edeaaff3f1774ad2888673770c6d64097e391bc362d7d6fb34982ddf0efd18cb")
  }

  @Test func theCacheAnswersUntilAFileChanges() throws {
    let folder = try TemporaryFolder()
    try BundleText().write(to: folder.path("a"))
    let old = Date(timeIntervalSinceNow: -3600)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path("a")) {
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: folder.path("a/\(name)"))
    }
    let files = try BundleFiles(folder: folder.path("a"))
    let environment = ["XDG_CACHE_HOME": folder.path("cache")]
    var read = 0
    let first = try BundleDigest.hexadecimal(of: files, environment: environment) { read = $0 }
    #expect(read > 0)
    read = 0
    #expect(try BundleDigest.hexadecimal(of: files, environment: environment) { read = $0 } == first)
    #expect(read == 0)
    try Data("{}\n".utf8).write(to: URL(fileURLWithPath: folder.path("a/labels.jsonl")))
    #expect(try BundleDigest.hexadecimal(of: BundleFiles(folder: folder.path("a")), environment: environment) != first)
  }
}
