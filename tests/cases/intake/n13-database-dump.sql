-- phpMyAdmin SQL Dump
SET NAMES utf8;

INSERT INTO `renja` (`opd`,`kode`,`nama`,`pagu`,`tahun`) VALUES
('Dinas Kesehatan','1.02.02.2.02.0004','Pengelolaan Pelayanan Kesehatan Balita',250000000,2026);
