//! Photographs as they come from a camera or a scanner, made small, upright and free of metadata.
//!
//! What is stored is new: pixels decoded, turned, scaled and encoded again as JPEG. Place and time of the
//! picture, names of devices and anything hidden behind the image stay behind.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;

/// Largest upload, in bytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// Largest width and height, in pixels.
pub const MAX_PIXELS: u32 = 8000;
/// The picture fits into this width and height, in pixels; smaller ones stay as they are.
pub const PICTURE: (u32, u32) = (600, 700);
/// The thumbnail's exact width and height, in pixels: twice the 76 × 88 it is shown at.
pub const THUMBNAIL: (u32, u32) = (152, 176);

/// Shorter sides than this show nobody.
const MIN_PIXELS: u32 = 32;
/// Memory for one decoded picture: 8000 × 8000 pixels of three bytes, and some room.
const MAX_MEMORY: u64 = 224 * 1024 * 1024;
/// Scaling starts from at most this many times the wanted size, reached by plain averaging, which is fast.
const COARSE: u32 = 3;
const QUALITY: u8 = 85;
/// Under transparent parts.
const BACKGROUND: Rgb<u8> = Rgb([236, 238, 240]);

/// Decoding is memory-hungry: two at a time, the others wait.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// Why an upload was not taken, for a message to the person who sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// Nothing was sent.
    #[error("no picture")]
    Empty,
    /// More bytes than [`MAX_BYTES`].
    #[error("more than {MAX_BYTES} bytes")]
    TooManyBytes,
    /// Not JPEG, PNG or WebP, whatever its name says.
    #[error("not JPEG, PNG or WebP")]
    Format,
    /// Wider or higher than [`MAX_PIXELS`].
    #[error("larger than {MAX_PIXELS} pixels a side")]
    TooLarge,
    /// Too small to show anybody.
    #[error("smaller than {MIN_PIXELS} pixels a side")]
    TooSmall,
    /// Damaged or cut short.
    #[error("damaged picture")]
    Damaged,
    /// The worker thread ended early (shutdown).
    #[error("the picture worker stopped")]
    Worker,
}

/// A photograph ready to be stored: both JPEG, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// At most [`PICTURE`].
    pub jpeg: Vec<u8>,
    /// Width of `jpeg` in pixels.
    pub width: u32,
    /// Height of `jpeg` in pixels.
    pub height: u32,
    /// Exactly [`THUMBNAIL`], cut from the middle.
    pub thumbnail: Vec<u8>,
}

/// Checks an upload and makes both sizes of it, off the async threads.
pub async fn process(bytes: Vec<u8>) -> Result<Photo, PhotoError> {
    // Cheap refusals do not wait in line.
    let format = format_of(&bytes)?;
    let slot = SLOTS.acquire().await.map_err(|_| PhotoError::Worker)?;
    tokio::task::spawn_blocking(move || {
        // Held by the work, not by the request: a browser that gives up does not free a slot early.
        let _slot = slot;
        make(&bytes, format)
    })
    .await
    .map_err(|_| PhotoError::Worker)?
}

/// The format by the first bytes; names and declared types are not asked.
fn format_of(bytes: &[u8]) -> Result<ImageFormat, PhotoError> {
    match bytes {
        [] => Err(PhotoError::Empty),
        _ if bytes.len() > MAX_BYTES => Err(PhotoError::TooManyBytes),
        [0xff, 0xd8, 0xff, ..] => Ok(ImageFormat::Jpeg),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(ImageFormat::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(ImageFormat::WebP),
        _ => Err(PhotoError::Format),
    }
}

fn make(bytes: &[u8], format: ImageFormat) -> Result<Photo, PhotoError> {
    let image = flat(upright(bytes, format)?);
    let picture = fit(&image, PICTURE);
    let (width, height) = (picture.width(), picture.height());
    let thumbnail = picture.resize_to_fill(THUMBNAIL.0, THUMBNAIL.1, FilterType::Lanczos3);
    Ok(Photo { jpeg: jpeg(&picture)?, width, height, thumbnail: jpeg(&thumbnail)? })
}

/// Decodes within the limits and turns the picture the way the camera was held.
fn upright(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, PhotoError> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_PIXELS);
    limits.max_image_height = Some(MAX_PIXELS);
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let (width, height) = decoder.dimensions();
    if width > MAX_PIXELS || height > MAX_PIXELS {
        return Err(PhotoError::TooLarge);
    }
    if width < MIN_PIXELS || height < MIN_PIXELS {
        return Err(PhotoError::TooSmall);
    }
    // Unreadable metadata is no reason to refuse the picture.
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| refusal(&error))?;
    image.apply_orientation(orientation);
    Ok(image)
}

fn refusal(error: &image::ImageError) -> PhotoError {
    match error {
        image::ImageError::Limits(_) => PhotoError::TooLarge,
        image::ImageError::Unsupported(_) => PhotoError::Format,
        _ => PhotoError::Damaged,
    }
}

/// Three bytes a pixel; what shines through gets a quiet background.
fn flat(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return DynamicImage::ImageRgb8(image.into_rgb8());
    }
    let image = image.into_rgba8();
    let mixed = RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [r, g, b, alpha] = image.get_pixel(x, y).0;
        let mix = |front: u8, back: u8| {
            let sum = u32::from(front) * u32::from(alpha) + u32::from(back) * (255 - u32::from(alpha));
            u8::try_from(sum / 255).unwrap_or(u8::MAX)
        };
        let Rgb([back_r, back_g, back_b]) = BACKGROUND;
        Rgb([mix(r, back_r), mix(g, back_g), mix(b, back_b)])
    });
    DynamicImage::ImageRgb8(mixed)
}

/// Scales down into a box, keeping the shape; never scales up.
fn fit(image: &DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    if image.width() <= width && image.height() <= height {
        return image.clone();
    }
    let (coarse_width, coarse_height) = (width * COARSE, height * COARSE);
    if image.width() > coarse_width || image.height() > coarse_height {
        return image.thumbnail(coarse_width, coarse_height).resize(width, height, FilterType::Lanczos3);
    }
    image.resize(width, height, FilterType::Lanczos3)
}

fn jpeg(image: &DynamicImage) -> Result<Vec<u8>, PhotoError> {
    let mut bytes = Vec::with_capacity(64 * 1024);
    image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, QUALITY)).map_err(|_| PhotoError::Damaged)?;
    Ok(bytes)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    /// Red above, blue below.
    fn two_halves(width: u32, height: u32) -> DynamicImage {
        RgbImage::from_fn(width, height, |_, y| if y < height / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) }).into()
    }

    fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        image.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// A JPEG that carries an orientation, a device name and a place in its EXIF block.
    fn from_a_telephone(image: &DynamicImage, orientation: u8) -> Vec<u8> {
        let jpeg = encoded(image, ImageFormat::Jpeg);
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"SECRET-PLACE");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    fn decoded(jpeg: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap().into_rgb8()
    }

    fn is_red(pixel: Rgb<u8>) -> bool {
        pixel.0[0] > 120 && pixel.0[2] < 120
    }

    #[tokio::test]
    async fn all_three_formats_become_two_jpegs() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let photo = process(encoded(&two_halves(1200, 1600), format)).await.unwrap();
            assert_eq!((photo.width, photo.height), (525, 700), "{format:?}");
            let (picture, thumbnail) = (decoded(&photo.jpeg), decoded(&photo.thumbnail));
            assert_eq!(picture.dimensions(), (525, 700));
            assert_eq!(thumbnail.dimensions(), THUMBNAIL);
            assert!(is_red(*picture.get_pixel(262, 50)) && !is_red(*picture.get_pixel(262, 650)), "{format:?}");
        }
    }

    #[tokio::test]
    async fn small_pictures_are_not_blown_up() {
        let photo = process(encoded(&two_halves(300, 200), ImageFormat::Png)).await.unwrap();
        assert_eq!((photo.width, photo.height), (300, 200));
        assert_eq!(decoded(&photo.thumbnail).dimensions(), THUMBNAIL);
    }

    #[tokio::test]
    async fn pictures_are_turned_upright() {
        // Orientation, and where red (above in the file) ends up.
        for (orientation, (x, y)) in [(1, (200, 20)), (3, (200, 280)), (6, (280, 200)), (8, (20, 200))] {
            let bytes = from_a_telephone(&two_halves(400, 300), orientation);
            let picture = decoded(&process(bytes).await.unwrap().jpeg);
            assert_eq!(picture.dimensions(), if orientation < 5 { (400, 300) } else { (300, 400) }, "{orientation}");
            assert!(is_red(*picture.get_pixel(x, y)), "{orientation}");
        }
    }

    #[tokio::test]
    async fn nothing_but_pixels_is_kept() {
        let holds = |bytes: &[u8], text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
        let bytes = from_a_telephone(&two_halves(400, 300), 1);
        assert!(holds(&bytes, b"SECRET-PLACE"));
        let photo = process(bytes).await.unwrap();
        for kept in [&photo.jpeg, &photo.thumbnail] {
            assert!(!holds(kept, b"SECRET-PLACE") && !holds(kept, b"Exif"));
        }
    }

    #[tokio::test]
    async fn transparent_parts_are_quiet_not_black() {
        let clear = DynamicImage::ImageRgba8(image::RgbaImage::new(100, 100));
        let picture = decoded(&process(encoded(&clear, ImageFormat::Png)).await.unwrap().jpeg);
        assert!(picture.get_pixel(50, 50).0.iter().all(|channel| *channel > 220));
    }

    #[tokio::test]
    async fn what_is_refused() {
        let png = encoded(&two_halves(64, 64), ImageFormat::Png);
        let cases: Vec<(&str, Vec<u8>, PhotoError)> = vec![
            ("nothing", vec![], PhotoError::Empty),
            ("a text", b"<svg onload=alert(1)>".to_vec(), PhotoError::Format),
            ("a GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec(), PhotoError::Format),
            ("too many bytes", [&[0xff, 0xd8, 0xff], vec![0; MAX_BYTES].as_slice()].concat(), PhotoError::TooManyBytes),
            ("cut short", png[..png.len() / 2].to_vec(), PhotoError::Damaged),
            ("only a beginning", vec![0xff, 0xd8, 0xff, 0xe0], PhotoError::Damaged),
            ("too wide", encoded(&two_halves(8001, 40), ImageFormat::Png), PhotoError::TooLarge),
            ("too small", encoded(&two_halves(31, 400), ImageFormat::Png), PhotoError::TooSmall),
        ];
        for (case, bytes, error) in cases {
            assert_eq!(process(bytes).await, Err(error), "{case}");
        }
    }
}
