/// A word that the screens use, and what it means.
struct Term: Equatable {
  let word: String
  let meaning: String

  /// The words in the order in which a person meets them.
  static let all: [Term] = [
    Term(
      word: "-ELBO",
      meaning:
        "reconstruction plus KL: at least as many nats as it takes to describe an image with "
        + "this model, and less is better"),
    Term(
      word: "recon",
      meaning: "the nats it takes to describe the image once its code is known"),
    Term(
      word: "KL",
      meaning: "the nats that the code itself takes: how far the posterior of an image is from the "
        + "prior; near 0, a latent says nothing of the image"),
    Term(word: "nat", meaning: "a unit of information, 1.44 bits"),
    Term(
      word: "near",
      meaning: "the classes of the 20 codes nearest to the cursor, each with its share, and the "
        + "distance of the nearest one"),
    Term(
      word: "on data",
      meaning:
        "1 where the cursor lies as close to its 20 nearest codes as those lie to theirs, near "
        + "0 far from all codes, where images mean little"),
    Term(
      word: "direction",
      meaning:
        "the mean of some codes less that of others; its standard error says how well codes of so "
        + "many images tell it, and is \u{221a}(s\u{b2}/n + t\u{b2}/m) of both sets along it"),
    Term(
      word: "visible change",
      meaning:
        "the mean absolute difference of a pixel between the images with a latent one deviation of "
        + "the aggregate posterior above and below its mean, other values held, over 32 codes"),
    Term(
      word: "score",
      meaning:
        "of the game match.begin: percent of the distance to the target that is gone, less one for "
        + "ten moves; below a distance of 0.03 it is matched"),
    Term(
      word: "relative error",
      meaning:
        "the log of a drawing's squared error over its own sum of squares: the greater, the less the "
        + "image is like what the model knows; the score relative-error of the command anomaly"),
    Term(word: "z", meaning: "the code under the cursor, one number a latent"),
    Term(word: "σ", meaning: "the standard deviation of the posterior, in the unit of z"),
  ]
}
