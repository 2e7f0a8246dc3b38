import Testing

@testable import latentwalk

struct SlurmJobTests {
  @Test func thereIsNoneOutsideOfSlurm() { #expect(SlurmJob(["SLURM_ARRAY_TASK_ID": "3"]) == nil) }

  @Test(arguments: [("3", 3), ("x", nil), (nil, nil)])
  func theNumberOfATaskNeedsNoJob(text: String?, number: Int?) {
    #expect(SlurmJob.task(text.map { ["SLURM_ARRAY_TASK_ID": $0] } ?? [:]) == number)
  }

  @Test func aTaskOfAnArrayIsNamedByTheArray() throws {
    let job = try #require(
      SlurmJob([
        "SLURM_JOB_ID": "19", "SLURM_ARRAY_JOB_ID": "17", "SLURM_ARRAY_TASK_ID": "3",
        "SLURM_RESTART_COUNT": "2",
      ]))
    #expect(job.name == "17_3" && job.restarts == 2)
  }

  @Test func aJobByItselfHasNoTask() throws {
    let job = try #require(SlurmJob(["SLURM_JOB_ID": "19"]))
    #expect(job.name == "19" && job.restarts == 0)
  }
}
