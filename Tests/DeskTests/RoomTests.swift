import Files
import Foundation
import Testing

@testable import Desk

@Suite struct RoomTests {
  @Test func aBundleThatDoesNotFitIsRefusedBeforeItIsRead() throws {
    let path = "/audits/big.walkaway"
    #expect(RoomNeeded.shortage(ofBundle: 1 << 30, at: path, free: 1 << 30) == nil)
    #expect(RoomNeeded.shortage(ofBundle: 1 << 30, at: path, free: nil) == nil)
    let failure = try #require(RoomNeeded.shortage(ofBundle: 4 << 30, at: path, free: 1 << 30))
    #expect(failure.status == .inputOutput)
    #expect(failure.message == "\(path): the store would take 1.4 GB and more, and 1 GB are free there")
    #expect(failure.remedy?.contains("--into") == true)
  }

  @Test func memoryIsSpokenOfWhereItIsShort() throws {
    #expect(RoomNeeded.note(ofPairs: 1_000_000, available: 1 << 30) == nil)
    #expect(RoomNeeded.note(ofPairs: 1_000_000, available: nil) == nil)
    let note = try #require(RoomNeeded.note(ofPairs: 20_000_000, available: 1 << 30))
    #expect(note.hasPrefix("its 20,000,000 cases take about 1.6 GB of memory, and 1 GB are free;"))
  }

  @Test func roomIsThatOfTheDiskAndTheMachine() throws {
    let folder = NSTemporaryDirectory()
    let here = try #require(Room.onDisk(at: folder))
    #expect(here > 0)
    // What is not there yet lies where its folder does.
    #expect(Room.onDisk(at: folder + "/not/there/yet.walkaway") != nil)
    #expect(Room.onDisk(at: "not-there.walkaway") != nil)
    #expect(try #require(Room.inMemory) > 1 << 20)
  }
}
